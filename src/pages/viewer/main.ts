import '../base.css';
import './viewer.css';
import { Engine } from '../pdf/engine';
import { ViewerPage, type PageHost } from './viewerPage';

declare function acquireVsCodeApi(): PageHost;

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
new ViewerPage(acquireVsCodeApi(), new Engine(new URL('.', script).href)).start();
