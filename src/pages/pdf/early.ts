import { startEarly } from './worker';

// pdf.js's worker takes longer than anything else to start, so it begins before the page's own script is there.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
startEarly(new URL('.', script).href);
