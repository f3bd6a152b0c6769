// Prints every test as mocha's own `spec` does, and writes the counts to the file that the environment names, so that
// suites in different processes can be summed up. Plain JavaScript because mocha loads it with `require`.
'use strict';
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

const { EVENT_TEST_FAIL, EVENT_RUN_END } = Mocha.Runner.constants;

module.exports = class ResultsReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      failed.push({ title: test.fullTitle(), message: String(error?.message ?? error) });
    });
    runner.once(EVENT_RUN_END, () => {
      const file = process.env.COUNTERSIGN_TEST_RESULTS;
      const { passes, failures } = this.stats;
      if (file) writeFileSync(file, JSON.stringify({ passes, failures, failed }));
    });
  }
};
