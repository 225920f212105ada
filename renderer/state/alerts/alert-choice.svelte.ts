import { z } from 'zod';
import type { Office } from '#shared/domain/office.ts';

type OfficeAlerts = Office['notifications'];
export type AlertOption = keyof OfficeAlerts;

const KEY = 'deskline.notifications';
const storedSchema = z
  .object({
    sound: z.boolean(),
    notices: z.boolean(),
    waiting: z.boolean(),
    preview: z.boolean(),
  } satisfies Record<AlertOption, z.ZodBoolean>)
  .partial();
type Stored = z.infer<typeof storedSchema>;

/** How this device calls its person: as the office wants it, but for what was chosen here. */
export class AlertChoice {
  #own = $state.raw<Stored>(stored());
  readonly #office: () => OfficeAlerts;

  constructor(office: () => OfficeAlerts) {
    this.#office = office;
  }

  is(option: AlertOption): boolean {
    return this.#own[option] ?? this.#office()[option];
  }

  /** What is as the office wants it stays so when the office wants it otherwise. */
  choose(option: AlertOption, isOn: boolean): void {
    const { [option]: _before, ...rest } = this.#own;
    this.#own = isOn === this.#office()[option] ? rest : { ...rest, [option]: isOn };
    localStorage.setItem(KEY, JSON.stringify(this.#own));
  }
}

function stored(): Stored {
  try {
    return storedSchema.parse(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    // Of another version, or spoilt: what the office wants goes.
    return {};
  }
}
