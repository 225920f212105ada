import { z } from 'zod';
import { agentNameSchema, agentSchema, passwordSchema, roleSchema } from '../../domain/agent.ts';
import { defineCommand } from '../command.ts';

export const peopleCommands = {
  /** Admins only. The name is also what the agent signs in with; it is unique without case. */
  'agent.add': defineCommand({
    params: z.object({ name: agentNameSchema, password: passwordSchema, role: roleSchema }),
    result: z.object({ agent: agentSchema }),
    failures: ['name-taken'],
    repeatable: false,
  }),
} as const;
