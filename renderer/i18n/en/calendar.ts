export const calendar = {
  open: (field: string) => `Choose a day: ${field}`,
  of: (field: string) => `Calendar: ${field}`,
  before: 'Month before',
  after: 'Next month',
};
