import { config } from './config.ts';
import { pageRequire } from './require.ts';
import './acts.ts';
import './collections.ts';
import './media.ts';
import './others.ts';
import { startSession } from './session.ts';

Object.assign(window, {
  require: pageRequire,
  ...(config.start !== 'no-version' && { Debug: { VERSION: config.version } }),
});
if (config.start === 'normal') startSession();
