export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'deskline.theme';

function stored(): ThemeChoice {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Light, dark or what the system says; kept on this device. Lives as long as the page. */
export class Theme {
  #choice = $state<ThemeChoice>(stored());

  constructor() {
    this.#apply();
    // Another page on this device, or the desktop app's other window: they look alike at once.
    addEventListener('storage', ({ key }) => {
      if (key !== KEY && key !== null) return;
      this.#choice = stored();
      this.#apply();
    });
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  set choice(choice: ThemeChoice) {
    this.#choice = choice;
    localStorage.setItem(KEY, choice);
    this.#apply();
  }

  #apply(): void {
    if (this.#choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.#choice;
  }
}
