/** Electron's event, as far as listeners may object to what it announces. */
export class Preventable {
  defaultPrevented = false;

  readonly preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}
