import type { AuditInTwo, AuditRequest, PackageAudit } from '../interfaces/audit.ts';
import type { Tools } from '../tools.ts';

/** The audit in two parts: the second is asked for where the first found nothing. To be closed. */
export const auditInTwo = (tools: Pick<Tools, 'beginAudit'>) => {
  const begun: AuditInTwo[] = [];
  return {
    first: async (asked: AuditRequest): Promise<PackageAudit[]> => {
      const audit = await tools.beginAudit(asked);
      begun.push(audit);
      return audit.wrong;
    },
    hashRest: async (): Promise<PackageAudit[]> => (await Promise.all(begun.map((audit) => audit.hashRest()))).flat(),
    close: async (): Promise<void> => {
      await Promise.all(begun.map((audit) => audit.close()));
    },
  };
};
