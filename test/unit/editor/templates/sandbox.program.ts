// The sandbox itself, built beside the tests that start it as a process.
import '../../../../src/sandbox/main';
