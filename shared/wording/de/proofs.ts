import type { proofs as english } from '../en/proofs.ts';

const again = 'dann erneut prüfen (diagnose).';

export const proofs: typeof english = {
  cpu: 'der CPU',
  appleGpu: 'der Apple-GPU',
  intelGpu: 'der Intel-GPU',
  right: (devices, version) => `Eine Rechnung auf ${devices} mit PyTorch ${version} liefert das richtige Ergebnis`,
  failed: (build, why) => `Eine Rechnung mit PyTorch auf ${build} ist fehlgeschlagen: ${why}`,
  onDevice: (device, why) => `auf ${device}: ${why}`,
  noCode: (device) => `dieser Build unterstützt ${device} nicht`,
  busy: (device) => `${device} ist ausgelastet und wurde ausgelassen`,
  noKernels: (device, capability, served) =>
    `er unterstützt ${device} (Compute Capability ${capability}) nicht, sondern nur ${served}`,
  wrongResult: (device) => `auf ${device} kommt etwas anderes heraus als auf der CPU`,
  tooLong: (seconds) => `es hat länger als ${seconds} Sekunden gedauert`,
  crashed: 'Python ist abgestürzt',
  exitCode: (code) => `Beendet mit Code ${code}`,
  runs: (module) => `${module} läuft`,
  doesNotRun: (module, why) => `${module} läuft nicht: ${why}`,
  next: {
    'driver-missing': `Den Treiber der GPU installieren oder, falls er installiert ist, den Computer neu starten, ${again}`,
    'driver-too-old': `Einen neueren Treiber für die GPU installieren, den Computer neu starten, ${again}`,
    'restart-needed': `Den Computer neu starten, denn die GPU oder ihr Treiber reagiert nicht mehr, ${again}`,
    'gpu-busy': `Andere Programme schließen, die die GPU nutzen, ${again}`,
    'gpu-hidden': `Die Variable CUDA_VISIBLE_DEVICES entfernen, die die GPU verbirgt, ${again}`,
  },
  cardNext: {
    driver: 'Den Treiber der GPU aktualisieren und den Computer neu starten, dann erneut reparieren.',
    withoutGpu: 'Oder auf die GPU verzichten: repair mit --accelerator cpu ausführen.',
  },
};
