import { describeWorking } from './jobs.contract.ts';

describeWorking('worked by looking', async () => ({ dispatch: () => null, close: async () => undefined }));
