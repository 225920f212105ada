/** After which closes by a person customers are asked how satisfied they are. */
export const surveyOccasions = ['never', 'every-close', 'with-outcome'] as const;
