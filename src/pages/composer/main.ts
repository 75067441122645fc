import '../base.css';
import './composer.css';
import { ComposerPage, type PageHost } from './composerPage';

declare function acquireVsCodeApi(): PageHost;

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
new ComposerPage(acquireVsCodeApi(), new URL('.', script).href).start();
