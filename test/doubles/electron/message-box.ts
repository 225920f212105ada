let button = 0;

/** The button that a person presses in every message box from now on. */
export function pressFromNowOn(number: number): void {
  button = number;
}

export function pressedButton(): number {
  return button;
}
