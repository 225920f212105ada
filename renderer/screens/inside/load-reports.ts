/** Fetched when it is looked at: the inbox does not get heavier. */
export const loadReports = () => import('../reports/ReportsScreen.svelte');
