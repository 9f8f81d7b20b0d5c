import { loadBundle } from './bundle.js';

/** A worker thread of the command as it is installed. */
void loadBundle(false).runWorker();
