// @ts-check

/** Something that the user can mend; its message is one line that says how. */
export class SetupProblem extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SetupProblem';
  }
}
