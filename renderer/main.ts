import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import { z } from 'zod';
import { direction, language } from './i18n/locale.ts';
import App from './screens/App.svelte';

// The page's content policy forbids code made from text.
z.config({ jitless: true });

document.documentElement.lang = language;
document.documentElement.dir = direction;

const target = document.querySelector('#app');
if (!target) throw new Error('The page has no place for the app.');
mount(App, { target });
