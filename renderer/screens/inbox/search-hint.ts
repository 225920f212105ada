/** The keys that lead to the search field, as this PC's keyboard names them. */
export const searchHint = /mac/i.test(navigator.platform) ? '⌘ K' : 'Ctrl K';
