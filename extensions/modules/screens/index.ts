import { defineModule } from '@directus/extensions-sdk';
import CataloguePage from './catalogue/catalogue-page.vue';
import EditorPage from './editor/editor-page.vue';
import HistoryPage from './history/history-page.vue';
import OverviewPage from './overview/overview-page.vue';
import PreviewPage from './preview/preview-page.vue';
import ScheduledPage from './scheduled/scheduled-page.vue';

export default defineModule({
	id: 'screens',
	name: 'Screens · الشاشات',
	icon: 'phone_iphone',
	routes: [
		{ path: '', component: OverviewPage },
		{ path: 'catalogue', component: CataloguePage },
		{ path: 'scheduled', component: ScheduledPage },
		{ path: ':screen_key/:goal/:locale', component: EditorPage, props: true },
		{ path: ':screen_key/:goal/:locale/history', component: HistoryPage, props: true },
		{ path: ':screen_key/:goal/:locale/preview', component: PreviewPage, props: true },
	],
	/** Who may change screens; the endpoints ask again. */
	preRegisterCheck: (user, permissions) =>
		user.admin_access || (permissions['sdui_screens']?.update?.access ?? 'none') !== 'none',
});
