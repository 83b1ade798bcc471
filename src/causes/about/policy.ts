import { type About, p } from './about.js';

/** What is told of causes that the policy itself speaks of. */
export const policyAbout: Record<string, About> = {
  'waiver-unused': {
    meaning: p(
      'The policy accepts a finding for a time, and nothing is found that it would accept. Either what it was for is mended, and the waiver',
      'stays as a hole for the next fault of that kind, or it names the wrong cause, rule or place, and accepts nothing.',
    ),
    look: p(
      'Each waiver whose `where` holds on this machine is held against all that was found, when the whole chain was looked at. In a matrix',
      'the gate tells of a waiver only when no leg needs it.',
    ),
    fix: { any: ['# remove the waiver, or name where it applies: `where: { os: windows }`', 'delve-gate policy show'] },
    confused: [
      { with: 'go-env-policy', decides: 'A waiver that has expired accepts nothing more: then the finding itself is back, and says so.' },
    ],
  },
  'policy-moves': {
    meaning: p(
      'The policy extends one of another repository by the name of a branch or a tag. Whoever can move that name changes what is checked',
      'here without a change here, and two jobs of one run can see two policies.',
    ),
    look: 'What stands after the @ in `extends` is no commit of 40 hexadecimal digits.',
    fix: { any: ['git ls-remote https://github.com/OWNER/REPOSITORY v1', '# extends: OWNER/REPOSITORY/policy.yml@COMMIT'] },
    confused: [{ with: 'go-env-policy', decides: 'That is about what the policy asks for; this is about who can change it.' }],
  },
};
