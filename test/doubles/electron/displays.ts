/** One display with a task bar, as a person at an office PC has it. */
const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
};

export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
};
