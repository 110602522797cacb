#!/usr/bin/env node
// Stands in the repository, unlike what is compiled, so that npm links the command in a fresh clone.
import "../dist/main.js";
