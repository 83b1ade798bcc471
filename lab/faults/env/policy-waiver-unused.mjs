export default {
  name: 'a waiver of what is not found',
  cause: 'waiver-unused',
  level: 'note',
  why: 'what it was for is mended, and it waits for the next fault of that kind',
  at: 'project/delve-gate.yml:3',
  break: (machine) =>
    machine.policy(
      'waivers:\n  - cause: proxy-off\n    reason: the proxy of the old office\n    owner: platform team\n    expires: 2099-12-31\n',
    ),
};
