import type { DemoScript } from '../script.ts';

/** Customers of an optician's shop, as they write on a weekday morning. */
export const englishScripts: readonly DemoScript[] = [
  {
    customer: { phone: '+447700900112', name: 'Grace Okafor' },
    waitingMinutes: 42,
    matters: [
      [
        [
          'Good morning! My glasses came apart last night 😩',
          {
            picture: 'brokenGlasses',
            caption: 'The arm just came off and I cannot find the tiny screw',
          },
          'Can you repair them, or do I need new ones?',
        ],
        ['Oh, good to know, thank you. I work until 5, could I still drop them off today?'],
        [
          'Great, see you later then 🙏',
          'I am coming from here, so give me half an hour',
          {
            content: {
              kind: 'location',
              latitude: 51.50329,
              longitude: -0.11956,
              name: 'County Hall',
              address: 'Belvedere Road, London SE1 7PB',
              isLive: false,
            },
          },
        ],
      ],
      [
        ['Hello again! Do you also clean glasses in that little bath? My daughter’s are filthy 😄'],
        ['Brilliant, we will both come by on Saturday.'],
      ],
    ],
    nudge: 'Sorry to press, I am reading with one eye closed at the moment…',
  },
  {
    customer: { phone: '+447700900134', name: 'Tom Whitfield', lid: '90211457730182' },
    waitingMinutes: 18,
    matters: [
      [
        [
          { content: { kind: 'call', isVideo: false, outcome: 'missed', seconds: null } },
          'Hi, can I move my eye test from Thursday to next week? Something came up at work.',
        ],
        ['Tuesday afternoon would be ideal, any time after 2.'],
        ['Lovely, thanks for sorting it so quickly.'],
      ],
      [
        ['One more question about Tuesday: should I leave my contact lenses out beforehand?'],
        [
          'Got it. See you Tuesday! My wife would like one too, this is her number',
          {
            content: {
              kind: 'contacts',
              cards: [
                {
                  name: 'Helen Whitfield',
                  organization: '',
                  phones: [{ number: '+447700900135', label: 'mobile' }],
                  emails: [],
                },
              ],
            },
          },
        ],
      ],
    ],
  },
  {
    customer: { phone: '+447700900156', name: 'Priya', savedName: 'Priya Raman (lenses)' },
    past: [
      { minutesAgo: 58, by: 'customer', line: 'Hi, it’s Priya. Have my daily lenses arrived?' },
      {
        minutesAgo: 51,
        by: 'phone',
        line: 'Good morning Priya, yes, all three boxes are here. We are open until 6.',
      },
      {
        minutesAgo: 50,
        by: 'customer',
        line: 'My boss needs the order number 55710-2',
        then: { deleted: true },
      },
      {
        minutesAgo: 49,
        by: 'customer',
        line: 'Fantastic, I’ll pick them up at for after work 👍',
        quotes: 51,
        then: {
          edited: 'Fantastic, I’ll pick them up at four, after work 👍',
          reactions: { us: '👍' },
        },
      },
      {
        minutesAgo: 48,
        by: 'phone',
        line: 'See you then.',
        then: { reactions: { contact: '🙏' } },
      },
    ],
    matters: [
      [
        [
          'Running late, could my sister Meena collect the lenses instead? I can send her the order',
        ],
        ['She’ll be there before 6. Thanks so much!'],
      ],
      [
        ['Picked up ✅ Are you able to set up a reorder every three months for me?'],
        ['Perfect, same strength as always please.'],
        ['Thanks, you make this easy.'],
      ],
    ],
  },
  {
    customer: { phone: '+447700900178', name: 'Eleanor Hughes' },
    waitingMinutes: 9,
    matters: [
      [
        [
          'Dear all, I hope you don’t mind such a long message, my grandson showed me how to write to you here. I collected my new varifocals from you a fortnight ago and I have been wearing them every day as the young man advised. Reading is wonderful, truly, I have finished two novels already. But when I walk down the stairs the steps seem to swim, and in the supermarket I have to move my whole head to find things on the side shelves. I have had reading glasses for thirty years but never this kind before. Is this something that passes, or should the lenses be looked at? I would rather ask than tumble. I am at home every day except Wednesday, when I have my choir. With kind regards, Eleanor Hughes',
        ],
        [
          'How kind of you to answer so quickly. Would Thursday at eleven suit? My neighbour can drive me.',
        ],
        ['Wonderful. I shall bring the old pair too, just in case.'],
        ['Thank you, my dear. Until then.'],
      ],
    ],
  },
  {
    customer: { phone: '+12025550143', name: 'Jamal Carter' },
    waitingMinutes: 26,
    answered: {
      by: 'Ben',
      text: 'Hi Jamal, welcome to London! Yes, we can read your US prescription. Could you send us a photo of it?',
    },
    matters: [
      [
        [
          'Hey there, visiting from DC and I sat on my glasses 🤦🏾‍♂️',
          'Any chance you make a pair in under a week from a US prescription?',
        ],
        [{ picture: 'prescription', caption: 'Here it is, from March this year' }],
        ['Awesome. What would that run me, ballpark, with basic frames?'],
        ['Works for me. I’ll swing by tomorrow morning. Appreciate it!'],
      ],
      [['Forgot to ask, do you take American Express?'], ['Good stuff 👌']],
    ],
  },
  {
    customer: { phone: '+447700900191', name: 'Chloe Martin' },
    waitingMinutes: 4,
    matters: [
      [
        [
          'Hiya! Do you have these frames in the shop? https://example.com/frames/marlow-tortoise-52',
          'My size is 52-18 I think',
        ],
        ['Ooh, could you keep them aside for me until Friday?'],
        ['You’re stars ⭐️⭐️'],
      ],
      [
        [{ picture: 'redFrames', caption: 'Or these?? My flatmate says red, I’m not sure 😅' }],
        ['Haha fair point. I’ll try both on Friday'],
      ],
    ],
    nudge: 'No rush, but they keep selling out everywhere 🙈',
  },
  {
    customer: { phone: '+6591230147', name: 'Wei Ling Tan' },
    waitingMinutes: 33,
    answered: {
      by: 'Carla',
      text: 'Hello Wei Ling, both copies are at the front desk. I have just emailed you the receipt as well.',
    },
    matters: [
      [
        [
          'Hello, I need a receipt for my son’s glasses for the insurance, order 20418.',
          'They want the lens prices listed separately please',
        ],
        ['Received it, thank you. The date on it should be the 3rd, not the 8th, can you check?'],
        ['All good now. Thanks for the fast help!'],
      ],
    ],
  },
  {
    customer: { phone: '+353851230148', name: 'Sinéad Byrne', savedName: 'Sinéad Byrne' },
    waitingMinutes: 13,
    matters: [
      [
        [
          { voiceSeconds: 9 },
          'Sorry for the voice note, I’m driving home with the kids in the back',
        ],
        ['Grand, half four is perfect for the two of them.'],
        ['Thanks a million!'],
      ],
      [
        ['Is there anything the kids shouldn’t eat or drink before the drops?'],
        ['Phew, they’d have gone on strike without biscuits 😄'],
      ],
    ],
  },
  {
    customer: { phone: '+46700001123', name: 'Marcus Lindqvist' },
    matters: [
      [
        [
          'Hello, my lenses are scratched after only two months. Is that covered by the warranty?',
          { picture: 'scratchedLens' },
        ],
        ['I have only used the cloth that came with them, never paper.'],
        ['Fair enough, I will bring them in on Monday. Thank you.'],
      ],
      [
        ['Also, is blue-light coating worth it if I sit at screens all day? Honest opinion please'],
        ['That is refreshingly honest, thanks!'],
      ],
    ],
  },
  {
    customer: { phone: '+2348030000149', name: 'Aisha Bello' },
    matters: [
      [
        [
          'Good day. I ordered prescription sunglasses online last week and the parcel came opened 😕',
          { picture: 'parcel', caption: 'This is how it arrived. The case is missing' },
        ],
        ['Order number is BS-7731, name Bello.'],
        ['Thank you for taking it seriously. I will wait for the new case.'],
      ],
    ],
    nudge: 'Hello? Should I send the parcel back or keep it?',
  },
  {
    customer: { phone: '+447700900223', name: 'Oliver Grant', lid: '71844021365590' },
    waitingMinutes: 51,
    answered: {
      by: 'Ana',
      text: 'Good morning Mr Grant, thank you, the form has arrived. We will sign it today.',
    },
    matters: [
      [
        [
          'Morning. My employer pays for screen glasses but needs this form signed by the optician.',
          {
            document: 'Screen glasses claim.pdf',
            heading: 'Claim for display screen glasses',
            lines: [
              'Employee: Oliver Grant',
              'Department: Accounts',
              'Eye test on: 12 January',
              'Optician: Brightside Opticians',
              '',
              'Signature of the optician: ______________________',
            ],
          },
        ],
        ['Much appreciated. Shall I collect it or can you send a scan here?'],
        ['A scan is perfect, saves me the trip.'],
      ],
    ],
  },
  {
    customer: { phone: '+447700900245', name: null },
    matters: [
      [
        ['hi do u do walk in eye tests', 'today if possible'],
        ['ok cool what do i need to bring'],
        ['👍 there in 20'],
      ],
    ],
  },
  {
    customer: { phone: '+447700900267', name: 'Daniel Kowalczyk' },
    past: [
      { minutesAgo: 37, by: 'customer', line: 'Are you open on the bank holiday?' },
      { minutesAgo: 35, by: 'phone', line: 'Hello Daniel, yes, from 10 to 2.' },
      {
        minutesAgo: 34,
        by: 'customer',
        line: 'My sister says you close that day, she got this from somebody',
        marks: { forwarded: 'often' },
      },
      {
        minutesAgo: 33,
        by: 'phone',
        line: {
          content: {
            kind: 'poll',
            question: 'We are open, promise. When would you like to come?',
            options: ['Right at 10', 'About 11', 'After 12'],
            allowsMany: true,
          },
        },
        quotes: 34,
        then: { votes: ['Right at 10', 'About 11'] },
      },
    ],
    matters: [
      [
        ['Great, then one more: is there step-free access? My dad uses a wheelchair.'],
        ['That’s a relief. We’ll come at 10 sharp.'],
      ],
      [
        [{ picture: 'storefront', caption: 'Is this the right door? Google shows two' }],
        ['Ha, thanks, coming round now'],
      ],
    ],
  },
];
