import type { DemoScript } from '../script.ts';

export const portugueseScripts: readonly DemoScript[] = [
  {
    customer: { phone: '+351910000155', name: 'Beatriz Almeida' },
    waitingMinutes: 6,
    matters: [
      [
        ['Bom dia! Os óculos do meu marido ainda estão dentro da garantia? Comprámos em maio.'],
        ['A ponte partiu-se do lado esquerdo. Levo-os aí amanhã, pode ser?'],
        ['Muito obrigada pela simpatia.'],
      ],
    ],
  },
  {
    customer: { phone: '+5511900000156', name: 'Rafael Souza' },
    past: [
      { minutesAgo: 29, by: 'customer', line: 'Oi! Vocês atendem sem hora marcada?' },
      {
        minutesAgo: 27,
        by: 'phone',
        line: 'Oi Rafael, sim! De manhã costuma ter menos fila.',
      },
      { minutesAgo: 26, by: 'customer', line: 'Show, valeu 🤙' },
    ],
    matters: [
      [
        [
          'Cheguei na loja mas não lembro o nome da armação que vi no site 😂',
          'Era azul, bem leve',
        ],
        ['Essa mesmo! Tô aqui no balcão'],
      ],
    ],
  },
  {
    customer: { phone: '+5521900000157', name: 'Juliana Costa', lid: '55120947730164' },
    matters: [
      [
        [
          'Boa tarde, tudo bem?',
          'Minha filha de 4 anos reclama de dor de cabeça quando desenha. Com que idade dá pra fazer exame?',
        ],
        ['Entendi! Ela é tímida, a mãe pode ficar junto na sala?'],
        ['Ótimo. Quarta às 15h então. Obrigada de coração ❤️'],
      ],
      [
        ['Voltei 😊 precisa dilatar a pupila dela? Ela tem escolinha depois'],
        ['Combinado, vou avisar a professora.'],
      ],
    ],
  },
];
