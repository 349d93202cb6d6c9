import { render } from 'preact';
import { App } from './app.tsx';
import { startLive } from './state/live.ts';

const root = document.querySelector('#app');
if (root === null) throw new Error('index.html has #app');
startLive();
render(<App />, root);
