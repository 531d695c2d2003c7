// S-11.3: explaining never decides.

import { expect, it } from 'vitest';
import { renderExplanation } from '../../src/index.js';
import { assertLaw, engineOf } from './situation.js';

it('an explanation holds the decision of evaluate, and a setting applied exactly if the decision names it', () => {
  assertLaw(({ policyCase, cases }, seen) => {
    const engine = engineOf(policyCase);
    for (const { message, direction } of cases) {
      const explanation = engine.explain(message, direction);
      expect(explanation.decision).toEqual(seen(engine.evaluate(message, direction)));
      explanation.recipients.forEach(({ recipient, orgUnit, settings }, index) => {
        const decided = explanation.decision.recipients[index];
        expect([recipient, orgUnit]).toEqual([decided?.recipient, decided?.orgUnit]);
        const named = new Set([...(decided?.determinedBy ?? []), ...(decided?.testing ?? [])].map((match) => JSON.stringify([match.orgUnit, match.setting])));
        const applied = settings.filter((setting) => setting.applied).map((setting) => JSON.stringify([setting.orgUnit, setting.setting]));
        expect(new Set(applied)).toEqual(named);
        for (const setting of settings) {
          expect(setting.reason === 'matched').toBe(setting.applied);
          if (setting.reason !== 'no-address-match') expect(setting.nearMisses).toEqual([]);
        }
      });
      expect(renderExplanation(explanation)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]/);
    }
  });
});
