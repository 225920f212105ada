import type { StoredSecondFactor } from '#main/core/ports/records.ts';
import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import type { AgentId } from '#shared/domain/ids.ts';
import type { Prepares } from '../connection.ts';

export function secondFactorReads(connection: Prepares): Reads['secondFactors'] {
  const get = connection.prepare<[AgentId], StoredSecondFactor>(
    'secondFactors.get',
    'SELECT secret, since, last_step AS lastStep FROM second_factors WHERE agent_id = ?',
  );
  const all = connection.prepare<[], { agentId: AgentId }>(
    'secondFactors.all',
    'SELECT agent_id AS agentId FROM second_factors ORDER BY agent_id',
  );
  const left = connection.prepare<[AgentId], { n: number }>(
    'secondFactors.recoveryCodes',
    'SELECT count(*) AS n FROM recovery_codes WHERE agent_id = ?',
  );
  const has = connection.prepare<[AgentId, string], { n: number }>(
    'secondFactors.hasRecoveryCode',
    'SELECT count(*) AS n FROM recovery_codes WHERE agent_id = ? AND code_hash = ?',
  );
  return {
    get: (agentId) => get.get(agentId) ?? null,
    all: () => all.all().map(({ agentId }) => agentId),
    hasRecoveryCode: (agentId, hash) => has.get(agentId, hash)?.n === 1,
    recoveryCodes: (agentId) => left.get(agentId)?.n ?? 0,
  };
}

type SecondFactorWrites = Pick<
  Tx,
  'putSecondFactor' | 'removeSecondFactor' | 'setRecoveryCodes' | 'removeRecoveryCode'
>;

export function secondFactorWrites(connection: Prepares): SecondFactorWrites {
  const put = connection.prepare<[AgentId, string, number, number], never>(
    'secondFactors.put',
    `INSERT INTO second_factors (agent_id, secret, since, last_step) VALUES (?, ?, ?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET
       secret = excluded.secret, since = excluded.since, last_step = excluded.last_step`,
  );
  const remove = connection.prepare<[AgentId], never>(
    'secondFactors.remove',
    'DELETE FROM second_factors WHERE agent_id = ?',
  );
  const forgetCodes = connection.prepare<[AgentId], never>(
    'secondFactors.forgetCodes',
    'DELETE FROM recovery_codes WHERE agent_id = ?',
  );
  const addCode = connection.prepare<[AgentId, string], never>(
    'secondFactors.addCode',
    'INSERT INTO recovery_codes (agent_id, code_hash) VALUES (?, ?)',
  );
  const removeCode = connection.prepare<[AgentId, string], never>(
    'secondFactors.removeCode',
    'DELETE FROM recovery_codes WHERE agent_id = ? AND code_hash = ?',
  );
  return {
    putSecondFactor: (agentId, { secret, since, lastStep }) =>
      void put.run(agentId, secret, since, lastStep),
    removeSecondFactor(agentId) {
      remove.run(agentId);
      forgetCodes.run(agentId);
    },
    setRecoveryCodes(agentId, hashes) {
      forgetCodes.run(agentId);
      for (const hash of hashes) addCode.run(agentId, hash);
    },
    removeRecoveryCode: (agentId, hash) => void removeCode.run(agentId, hash),
  };
}
