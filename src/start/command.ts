#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { loadBundle } from './bundle.js';

const [, , command, ...rest] = process.argv;

// Bytes of code that a function runs before V8 optimizes it, several times as many as by default: a check is over before
// most of that pays, and it takes the processor from what is at work meanwhile. Worker threads share it.
// Node 22 calls it otherwise, and would complain.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=1000000');

/** The command as it is installed. A run that only prints its help has compiled too little to be worth keeping. */
void loadBundle(command === 'check' && !rest.some((argument) => /^(?:-h|--help)$/.test(argument))).runCommand();
