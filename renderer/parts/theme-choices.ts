import Monitor from '@lucide/svelte/icons/monitor';
import Moon from '@lucide/svelte/icons/moon';
import Sun from '@lucide/svelte/icons/sun';

export const themeChoices = [
  { name: 'system', Icon: Monitor },
  { name: 'light', Icon: Sun },
  { name: 'dark', Icon: Moon },
] as const;
