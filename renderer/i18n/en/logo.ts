/** The office's logo. */
export const logo = {
  title: 'Logo',
  intro:
    'Shown where people sign in, beside the menu and on printed cards. Customers do not get to see it: on WhatsApp the picture of the number counts.',
  none: 'No logo yet. The sign of Deskline is shown.',
  /** What a logo is for who does not see it. */
  of: (office: string) => (office === '' ? 'Logo of the office' : `Logo of ${office}`),
  chosen: (office: string) =>
    office === '' ? 'Logo that is shown now' : `Logo that is shown now for ${office}`,
  choose: 'Choose a picture',
  replace: 'Choose another',
  remove: 'Remove the logo',
  kinds: (megabytes: number) =>
    `PNG, JPEG or WebP of up to ${megabytes} MB. It stands on white, in the dark too.`,
  problems: {
    svg: 'An SVG is a drawing that may contain programs, so it is not taken. Save it as a PNG and choose that.',
    kind: 'This is no PNG, JPEG or WebP. Save the picture as one of these and choose it again.',
    empty: 'This file is empty. Choose another one.',
    bytes: (megabytes: number) =>
      `This file is larger than ${megabytes} MB. Save the picture smaller and choose it again.`,
    pixels: (pixels: number) =>
      `This picture has more than ${pixels} pixels on a side. Save it smaller and choose it again.`,
    small: (pixels: number) =>
      `This picture has fewer than ${pixels} pixels on its longer side. Choose a larger one.`,
    unreadable: 'This picture cannot be read: the file may be damaged. Choose another one.',
    refused: 'The host could not read this picture. Choose another one.',
  },
  saved: 'The logo is changed',
  removed: 'The logo is removed',
  undone: 'The logo is as before',
  meanwhile: {
    by: (who: string) => `${who} has chosen another logo meanwhile. It is shown here now.`,
    byYou: 'You have chosen another logo meanwhile on another screen. It is shown here now.',
    bySomebody: 'Somebody has chosen another logo meanwhile. It is shown here now.',
    mine: 'Take mine',
    mineIsNone: 'Remove it all the same',
  },
};
