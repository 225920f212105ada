interface SurveyWords {
  readonly question: string;
  readonly thanks: string;
}

/** In the languages that come with Deskline. */
export const surveyWords: Readonly<Record<string, SurveyWords>> = {
  en: {
    question:
      'How satisfied are you with our service? Please answer with a number from 1 (not at all) to 5 (very).',
    thanks: 'Thank you for your answer!',
  },
  es: {
    question:
      '¿Cuál es su grado de satisfacción con nuestra atención? Responda, por favor, con un número del 1 (nada) al 5 (mucho).',
    thanks: '¡Gracias por su respuesta!',
  },
  de: {
    question:
      'Wie zufrieden sind Sie mit unserem Service? Bitte antworten Sie mit einer Zahl von 1 (gar nicht) bis 5 (sehr).',
    thanks: 'Vielen Dank für Ihre Antwort!',
  },
  fr: {
    question:
      'Êtes-vous satisfait de notre service ? Merci de répondre par un chiffre de 1 (pas du tout) à 5 (tout à fait).',
    thanks: 'Merci de votre réponse !',
  },
  it: {
    question:
      'Quanto è soddisfatto del nostro servizio? Risponda, per favore, con un numero da 1 (per niente) a 5 (molto).',
    thanks: 'Grazie della risposta!',
  },
  pt: {
    question:
      'Qual é o seu grau de satisfação com o nosso atendimento? Responda com um número de 1 (nada) a 5 (muito).',
    thanks: 'Obrigado pela sua resposta!',
  },
};
