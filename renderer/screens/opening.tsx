import { words } from '../words.ts';

/** Before the host has answered for the first time; its words appear only where that takes long. */
export const OpeningScreen = () => (
  <div className="content opening">
    <h1 tabIndex={-1}>{words.opening}</h1>
  </div>
);
