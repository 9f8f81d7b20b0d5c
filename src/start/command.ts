#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { loadBundle } from './bundle.js';

/** The last major version of Node whose V8 is known to have the setting. */
const LAST_TRIED = 24;

const [, , command, ...rest] = process.argv;

// Bytes of code that a function runs before V8 optimizes it, several times as many as by default: a check is over before
// most of that pays, and it takes the processor from what is at work meanwhile. Worker threads share it.
// Later versions may know it no more, and would say so.
if (Number.parseInt(process.versions.node, 10) <= LAST_TRIED) setFlagsFromString('--interrupt-budget=1000000');

/** The command as it is installed. A run that only prints its help has compiled too little to be worth keeping. */
void loadBundle(command === 'check' && !rest.some((argument) => /^(?:-h|--help)$/.test(argument))).runCommand();
