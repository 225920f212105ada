import type { DemoScript } from '../script.ts';

export const germanScripts: readonly DemoScript[] = [
  {
    customer: { phone: '+491713920061', name: 'Hannah Becker' },
    waitingMinutes: 11,
    answered: {
      by: 'Ben',
      text: 'Guten Morgen Frau Becker, das ist überhaupt kein Problem. Kommen Sie einfach ohne Termin vorbei.',
    },
    matters: [
      [
        [
          'Guten Morgen! Meine Brille rutscht ständig. Können Sie die Bügel nachstellen, kostet das etwas?',
        ],
        ['Super, dann komme ich in der Mittagspause. Dauert es lange?'],
        ['Perfekt, vielen Dank! 😊'],
      ],
    ],
  },
  {
    customer: { phone: '+491713920062', name: 'Jürgen Wolff' },
    matters: [
      [
        [
          'Sehr geehrte Damen und Herren, ich habe von Ihnen eine Rechnung über 2 Paar Gläser erhalten, bestellt war nur eines.',
          {
            document: 'Rechnung 2026-0412.pdf',
            heading: 'Rechnung 2026-0412',
            lines: [
              'Herr Jürgen Wolff',
              '',
              '2 x Einstärkengläser 1,6   2 x 94,00',
              'Summe   188,00',
            ],
          },
        ],
        ['Danke für die schnelle Rückmeldung. Dann warte ich auf die korrigierte Rechnung.'],
        ['Bestens. Schönen Tag noch!'],
      ],
    ],
  },
];
