/**
 * A small calculation on each device against the CPU's result, which both a library's kernel (the
 * product) and one of torch's own (the sum) take part in. `is_available()` alone proves nothing: it
 * is true on a card that the build has no kernels for, and the first kernel then fails. `init()` says
 * why no device is there. What fails on one device is noted with it and the others are still tried.
 * Prints one line of JSON last, whatever happens.
 */
export const calculation = `
import json, os, sys
wanted = sys.argv[1]
family = wanted if wanted in ("cpu", "mps", "xpu") else "cuda"
fact = {"version": None, "devices": [], "archs": [], "error": None, "visible": os.environ.get("CUDA_VISIBLE_DEVICES")}
def words(error):
    return "%s: %s" % (type(error).__name__, error)
try:
    import torch
    fact["version"] = str(torch.__version__)
    if family == "cuda":
        if not torch.cuda.is_available():
            torch.cuda.init()
            raise RuntimeError("torch.cuda.is_available() is False")
        fact["archs"] = list(torch.cuda.get_arch_list())
    a = torch.arange(4096, dtype=torch.float32).reshape(64, 64) / 4096
    expected = a @ a + a
    for at in range(torch.cuda.device_count() if family == "cuda" else 1):
        device = {"name": "GPU %d" % at if family == "cuda" else family, "capability": None, "right": None, "error": None}
        fact["devices"].append(device)
        try:
            place = family
            if family == "cuda":
                place = "cuda:%d" % at
                device["name"] = torch.cuda.get_device_name(at)
                if getattr(torch.version, "hip", None) is None:
                    device["capability"] = list(torch.cuda.get_device_capability(at))
            on = a.to(place)
            result = on @ on + on
            if family == "cuda":
                torch.cuda.synchronize(at)
            device["right"] = bool(torch.allclose(result.cpu(), expected, rtol=1e-3, atol=1e-3))
        except BaseException as error:
            device["error"] = words(error)
except BaseException as error:
    fact["error"] = words(error)
print("\\n" + json.dumps(fact))
`;
