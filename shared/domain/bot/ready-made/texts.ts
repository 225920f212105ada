/** The ready-made flows in the languages that they come in. */
export interface ReadyMadeTexts {
  readonly closed: {
    readonly name: string;
    readonly hello: string;
    readonly hours: string;
    readonly menu: string;
    readonly message: string;
    readonly showHours: string;
    readonly noted: string;
    readonly ask: string;
  };
  readonly welcome: {
    readonly name: string;
    readonly menu: string;
    readonly offer: string;
    readonly order: string;
    readonly other: string;
    readonly thanks: string;
  };
  readonly lead: {
    readonly name: string;
    readonly hello: string;
    readonly askName: string;
    readonly askNeed: string;
    readonly askWhen: string;
    readonly thanks: string;
    readonly fields: { readonly name: string; readonly need: string; readonly when: string };
  };
}

export const readyMadeTexts = {
  en: {
    closed: {
      name: 'Closed',
      hello:
        'Hello {name}! Thank you for your message. We are closed right now and will answer you here: {next opening}.',
      menu: 'What can I do for you until then?',
      message: 'Leave a message',
      showHours: 'Opening hours',
      hours: 'We are here for you:',
      ask: 'What is it about? Please write it in one message.',
      noted: 'Thank you, it is noted. We will get back to you.',
    },
    welcome: {
      name: 'Welcome and sort',
      menu: 'Hello {name}, welcome! What is it about?',
      offer: 'I would like an offer',
      order: 'A question about my order',
      other: 'Something else',
      thanks: 'Thank you! A colleague will be with you in a moment.',
    },
    lead: {
      name: 'Lead questions',
      hello: 'Hello, and thank you for your interest! Three short questions, then we take over.',
      askName: 'What is your name?',
      askNeed: 'What do you need?',
      askWhen: 'When do you need it?',
      thanks: 'Thank you, {Name}! A colleague will answer you here.',
      fields: { name: 'Name', need: 'Need', when: 'When' },
    },
  },
  de: {
    closed: {
      name: 'Geschlossen',
      hello:
        'Hallo {name}! Danke für Ihre Nachricht. Wir haben gerade geschlossen und antworten Ihnen hier: {next opening}.',
      menu: 'Was kann ich bis dahin für Sie tun?',
      message: 'Eine Nachricht hinterlassen',
      showHours: 'Öffnungszeiten',
      hours: 'Wir sind für Sie da:',
      ask: 'Worum geht es? Bitte schreiben Sie es in einer Nachricht.',
      noted: 'Danke, es ist notiert. Wir melden uns bei Ihnen.',
    },
    welcome: {
      name: 'Begrüßen und sortieren',
      menu: 'Hallo {name}, willkommen! Worum geht es?',
      offer: 'Ich möchte ein Angebot',
      order: 'Eine Frage zu meiner Bestellung',
      other: 'Etwas anderes',
      thanks: 'Danke! Gleich ist jemand für Sie da.',
    },
    lead: {
      name: 'Fragen an Interessenten',
      hello: 'Hallo und danke für Ihr Interesse! Drei kurze Fragen, dann übernehmen wir.',
      askName: 'Wie heißen Sie?',
      askNeed: 'Was brauchen Sie?',
      askWhen: 'Wann brauchen Sie es?',
      thanks: 'Danke, {Name}! Wir antworten Ihnen hier.',
      fields: { name: 'Name', need: 'Anliegen', when: 'Wann' },
    },
  },
  es: {
    closed: {
      name: 'Cerrado',
      hello:
        '¡Hola {name}! Gracias por su mensaje. Ahora estamos cerrados y le responderemos aquí: {next opening}.',
      menu: '¿Qué puedo hacer por usted mientras tanto?',
      message: 'Dejar un mensaje',
      showHours: 'Horario',
      hours: 'Nuestro horario:',
      ask: '¿De qué se trata? Escríbalo en un mensaje, por favor.',
      noted: 'Gracias, queda anotado. Nos pondremos en contacto con usted.',
    },
    welcome: {
      name: 'Bienvenida y clasificación',
      menu: '¡Hola {name}, bienvenido! ¿De qué se trata?',
      offer: 'Quiero un presupuesto',
      order: 'Una pregunta sobre mi pedido',
      other: 'Otra cosa',
      thanks: '¡Gracias! Un compañero le atiende enseguida.',
    },
    lead: {
      name: 'Preguntas a interesados',
      hello: '¡Hola y gracias por su interés! Tres preguntas breves y le atendemos.',
      askName: '¿Cómo se llama?',
      askNeed: '¿Qué necesita?',
      askWhen: '¿Para cuándo lo necesita?',
      thanks: '¡Gracias, {Nombre}! Le responderemos aquí.',
      fields: { name: 'Nombre', need: 'Necesidad', when: 'Cuándo' },
    },
  },
  pt: {
    closed: {
      name: 'Fechado',
      hello:
        'Olá {name}! Obrigado pela mensagem. Estamos fechados agora e respondemos aqui: {next opening}.',
      menu: 'O que posso fazer por você até lá?',
      message: 'Deixar uma mensagem',
      showHours: 'Horário de atendimento',
      hours: 'Nosso horário:',
      ask: 'Do que se trata? Escreva em uma só mensagem, por favor.',
      noted: 'Obrigado, está anotado. Entraremos em contato.',
    },
    welcome: {
      name: 'Boas-vindas e triagem',
      menu: 'Olá {name}, bem-vindo! Do que se trata?',
      offer: 'Quero um orçamento',
      order: 'Uma pergunta sobre o meu pedido',
      other: 'Outro assunto',
      thanks: 'Obrigado! Alguém da equipe já vai atender você.',
    },
    lead: {
      name: 'Perguntas a interessados',
      hello: 'Olá e obrigado pelo interesse! Três perguntas rápidas e já atendemos você.',
      askName: 'Como você se chama?',
      askNeed: 'Do que você precisa?',
      askWhen: 'Para quando você precisa?',
      thanks: 'Obrigado, {Nome}! Respondemos aqui.',
      fields: { name: 'Nome', need: 'Necessidade', when: 'Quando' },
    },
  },
} as const satisfies Readonly<Record<string, ReadyMadeTexts>>;

export type ReadyMadeLanguage = keyof typeof readyMadeTexts;
