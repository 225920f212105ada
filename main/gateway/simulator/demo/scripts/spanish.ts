import type { DemoScript } from '../script.ts';

export const spanishScripts: readonly DemoScript[] = [
  {
    customer: { phone: '+34600000151', name: 'Lucía Fernández' },
    waitingMinutes: 22,
    matters: [
      [
        [
          'Hola, buenos días 😊',
          '¿Me podrían decir cuánto cuesta una revisión completa de la vista?',
        ],
        ['Perfecto. ¿Tienen hueco el viernes por la mañana?'],
        ['¡Genial! Ahí estaré. Muchas gracias.'],
      ],
      [
        ['Perdón, ¿la revisión sirve también para renovar el carné de conducir?'],
        ['Estupendo, así lo hago todo de una vez.'],
      ],
    ],
  },
  {
    customer: { phone: '+525550000152', name: 'Diego Ramírez' },
    waitingMinutes: 45,
    answered: {
      by: 'Carla',
      text: '¡Hola Diego! Sí, sus lentes ya están listos. Abrimos hasta las 18:00.',
    },
    matters: [
      [
        ['Buen día, quería saber si ya están listos mis lentes. A nombre de Diego Ramírez.'],
        ['¡Qué bueno! ¿Puede pasar mi esposa por ellos?'],
        ['Listo, ella lleva el comprobante. ¡Gracias!'],
      ],
    ],
  },
  {
    customer: { phone: '+573000000153', name: 'Camila Rojas 🌸' },
    matters: [
      [
        [
          'Holaa, ¿hacen envíos? Quiero regalarle unas gafas de sol a mi mamá 🎁',
          { voiceSeconds: 6 },
        ],
        ['Ay qué lindo, sí, envueltas para regalo por favor 💝'],
        ['Mil gracias, se va a poner feliz'],
      ],
    ],
    nudge: '¿Hola? El cumpleaños es el domingo 🙈',
  },
  {
    customer: { phone: '+541100000154', name: 'Mateo Álvarez' },
    matters: [
      [
        [
          'Buenas, les dejo la receta que me dio la doctora.',
          {
            document: 'Receta Mateo Alvarez.pdf',
            heading: 'Receta de anteojos',
            lines: [
              'Paciente: Mateo Álvarez',
              'OD: -2,25  cil -0,50  eje 180',
              'OI: -2,00  cil -0,75  eje 10',
              'Distancia interpupilar: 63 mm',
            ],
          },
        ],
        ['¿Y con antirreflejo cuánto sería más o menos?'],
        ['Dale, lo pienso y paso esta semana. Gracias por la atención.'],
      ],
    ],
  },
];
