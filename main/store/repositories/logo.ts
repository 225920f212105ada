import type { Reads } from '#main/core/ports/reads.ts';
import type { Tx } from '#main/core/ports/store.ts';
import { logoSchema } from '#shared/domain/logo.ts';
import type { Prepares } from '../connection.ts';
import { choiceRead, choiceWrite } from './office-choices.ts';

export function logoReads(connection: Prepares): Reads['logo'] {
  return { get: choiceRead(connection, 'logo', logoSchema) };
}

export function logoWrites(connection: Prepares): Pick<Tx['state'], 'putLogo'> {
  const choose = choiceWrite(connection);
  return { putLogo: (logo) => choose('logo', logo) };
}
