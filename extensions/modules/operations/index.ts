import { defineModule } from '@directus/extensions-sdk';
import AlertsPage from './alerts/alerts-page.vue';
import BackupsPage from './backups/backups-page.vue';
import DatabasePage from './database/database-page.vue';
import DoctorPage from './doctor/doctor-page.vue';
import JobsPage from './jobs/jobs-page.vue';
import SecurityPage from './security/security-page.vue';
import IntegrityPage from './integrity/integrity-page.vue';
import HealthPage from './health/health-page.vue';
import PerformancePage from './performance/performance-page.vue';
import TodayPage from './today/today-page.vue';

export default defineModule({
	id: 'operations',
	name: 'Operations · التشغيل',
	icon: 'monitor_heart',
	routes: [
		{ path: '', component: TodayPage },
		{ path: 'health', component: HealthPage },
		{ path: 'jobs', component: JobsPage },
		{ path: 'integrity', component: IntegrityPage },
		{ path: 'backups', component: BackupsPage },
		{ path: 'security', component: SecurityPage },
		{ path: 'performance', component: PerformancePage },
		{ path: 'alerts', component: AlertsPage },
		{ path: 'database', component: DatabasePage },
		{ path: 'doctor', component: DoctorPage },
	],
	/** The endpoints ask again. */
	preRegisterCheck: (user) => user.admin_access,
});
