export { describeInStudio } from './describe.ts';
export { choose, codeOf, field, fill, save, writeCode } from './form.ts';
export { launchBrowser } from './launch.ts';
export { layoutFaults } from './layout.ts';
export { people } from './people.ts';
export { type Appearance, openStudio, type Studio, type StudioLanguage } from './studio.ts';
export { unnamedControls } from './unnamed.ts';
