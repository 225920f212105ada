import type { Matter } from '../script.ts';

/** Who comes once the scripted customers have said everything. `#` stands for a digit. */
export const walkInPeople: readonly {
  readonly phone: string;
  readonly names: readonly string[];
}[] = [
  {
    phone: '+447700900###',
    names: ['Amelia Shaw', 'Harry Lowe', 'Zara Malik', 'Ewan Fraser', 'Ruth Adeyemi'],
  },
  { phone: '+120255501##', names: ['Megan Ortiz', 'Tyler Brooks', 'Nia Johnson'] },
  { phone: '+61491570###', names: ['Jack Nolan', 'Matilda Reyes', 'Kiri Walker'] },
  { phone: '+918000000###', names: ['Anjali Mehta', 'Rohan Iyer', 'Farah Sheikh'] },
  { phone: '+254700000###', names: ['Wanjiru Kamau', 'Brian Otieno'] },
  { phone: '+6391700000##', names: ['Maria Santos', 'Paolo Cruz'] },
  { phone: '+31600000###', names: ['Sanne de Vries', 'Bram Visser'] },
  { phone: '+33600000###', names: ['Camille Laurent', 'Hugo Petit'] },
];

/** Words that make each of them different. */
export const walkInWords = {
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  time: ['9:30', '10:15', '11:00', '12:45', '2:20', '3:40', '4:10', '5:15'],
  order: ['20455', '20461', '20478', '20483', '20496', '20502', '20517', '20529', '20534'],
  person: ['my mum', 'my husband', 'my daughter', 'my nan', 'my flatmate', 'my boss'],
  thing: ['reading glasses', 'sunglasses', 'varifocals', 'swimming goggles', 'monthly lenses'],
} as const;

/** A word in braces is replaced, by the same one throughout a matter. */
export const walkInMatters: readonly Matter[] = [
  [
    ['Hi! Could I book an eye test for {person} on {day} around {time}?'],
    ['{time} on {day} it is, thank you!'],
  ],
  [
    ['Hello, what is the status of order {order} please?'],
    ['Okay, I’ll wait for your message then.'],
    ['Thanks 😊'],
  ],
  [
    ['Do you sell {thing} for children?', 'It’s a present from {person}'],
    ['Nice, we’ll pop in on {day}.'],
  ],
  [
    ['I think {person} left an umbrella at your shop on {day}, a green one ☂️'],
    ['That’s the one! We’ll fetch it. Cheers'],
  ],
  [
    ['Afternoon, I’m {time} today but stuck on the train. Is a quarter of an hour late OK?'],
    ['Thank you so much, running 🏃'],
  ],
  [
    ['How long do {thing} usually take if I order on {day}?'],
    ['Hmm, is there an express option?'],
    ['All right, let’s do that.'],
  ],
  [
    ['Can I return {thing} I bought last {day}? Not opened.'],
    ['I do still have the receipt, yes. Order {order}.'],
    ['Very kind, thank you'],
  ],
  [
    ['Is parking free on {day} near you? {person} is driving me because of the drops'],
    ['Super helpful 🚗'],
  ],
  [
    ['Please cancel my appointment on {day} at {time}, I’ve caught a cold 🤧'],
    ['I’ll write when I’m better. Thanks!'],
  ],
  [
    ['Hello! Are the {thing} in the window real or only decoration? {person} loves them'],
    ['Ha, okay! How much are they?'],
    ['Deal, coming on {day}.'],
  ],
  [
    ['My order {order} says ready but I can’t come before {day}. Will you keep it?'],
    ['Perfect, see you {day} at about {time}.'],
  ],
  [
    ['Which drops are good for dry eyes? {person} swears by yours'],
    ['I’ll take two bottles, can I pay here?'],
    ['OK, at the counter then.'],
  ],
];
