#!/usr/bin/env node
import { loadBundle } from './bundle.js';

const [, , command, ...rest] = process.argv;

/** The command as it is installed. A run that only prints its help has compiled too little to be worth keeping. */
void loadBundle(command === 'check' && !rest.some((argument) => /^(?:-h|--help)$/.test(argument))).runCommand();
