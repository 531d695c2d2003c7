// What the site has, in the order in which it is read.
import type { DefaultTheme } from 'vitepress';

const sidebar: DefaultTheme.SidebarItem[] = [
  { text: 'Start here', link: '/start' },
  { text: 'Playground', link: '/playground' },
  {
    text: 'Concepts',
    items: [
      { text: 'Org units and inheritance', link: '/concepts/org-units' },
      { text: 'Lists and exact matching', link: '/concepts/address-lists' },
      { text: 'The author', link: '/concepts/author' },
      { text: 'Authentication', link: '/concepts/authentication' },
      { text: 'Constraints as a lattice', link: '/concepts/constraints' },
      { text: 'Outcomes', link: '/concepts/outcomes' },
    ],
  },
  {
    text: 'Guides',
    items: [
      { text: 'Turning on TLS without losing mail', link: '/turning-on-tls' },
      { text: 'smtp-server', link: '/smtp-server' },
      { text: 'nodemailer', link: '/nodemailer' },
      { text: 'Haraka', link: '/haraka' },
      { text: 'Postfix', link: '/postfix' },
      { text: 'Testing a connection', link: '/probe' },
      { text: 'Policy tests', link: '/policy-tests' },
      { text: 'Large lists', link: '/scale' },
    ],
  },
  {
    text: 'Change control',
    items: [
      { text: 'Lint', link: '/lint' },
      { text: 'Diff', link: '/diff' },
      { text: 'Editing', link: '/editing' },
      { text: 'Audit', link: '/audit' },
      { text: 'Rollout', link: '/rollout' },
      { text: 'Import from Google Workspace', link: '/import' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Overview', link: '/reference/' },
      { text: 'API', link: '/reference/api/' },
      { text: 'The policy document', link: '/reference/policy-document' },
      { text: 'The document of policy tests', link: '/reference/policy-test-document' },
      { text: 'The command line', link: '/reference/command-line' },
      { text: 'Diagnostics', link: '/reference/diagnostics' },
      { text: 'Replies', link: '/reference/replies' },
      { text: 'Semantics', link: '/semantics' },
    ],
  },
  {
    text: 'About',
    items: [
      { text: 'Comparison', link: '/comparison' },
      { text: 'Security model', link: '/security-model' },
      { text: 'Defaults, and why', link: '/defaults' },
      { text: 'Performance', link: '/performance' },
      { text: 'The snapshot format', link: '/snapshot-format' },
      { text: 'Architecture', link: '/architecture' },
    ],
  },
];

export const navigation = {
  nav: [
    { text: 'Start here', link: '/start' },
    { text: 'Concepts', link: '/concepts/org-units' },
    { text: 'Guides', link: '/turning-on-tls' },
    { text: 'Reference', link: '/reference/' },
    { text: 'Playground', link: '/playground' },
  ],
  sidebar,
} satisfies DefaultTheme.Config;
