import { actions } from './actions.ts';
import { alerts } from './alerts.ts';
import { audit } from './audit.ts';
import { automation } from './automation.ts';
import { backups } from './backups.ts';
import { calendar } from './calendar.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { chatbot } from './chatbot.ts';
import { chatbotSettings } from './chatbot-settings.ts';
import { common } from './common.ts';
import { composer } from './composer.ts';
import { computers } from './computers.ts';
import { contact } from './contact.ts';
import { contactFields } from './contact-fields.ts';
import { handling } from './handling.ts';
import { host } from './host.ts';
import { coverage } from './coverage.ts';
import { hours } from './hours.ts';
import { inbox } from './inbox.ts';
import { joining } from './joining.ts';
import { logo } from './logo.ts';
import { number } from './number.ts';
import { ownStatuses } from './own-statuses.ts';
import { password } from './password.ts';
import { people } from './people.ts';
import { presence } from './presence.ts';
import { quickReplies } from './quick-replies.ts';
import { reports } from './reports.ts';
import { rescue } from './rescue.ts';
import { routing } from './routing.ts';
import { rules } from './rules.ts';
import { secondStep } from './second-step.ts';
import { selection } from './selection.ts';
import { sending } from './sending.ts';
import { settings } from './settings.ts';
import { settingsFile } from './settings-file.ts';
import { snoozePresets } from './snooze-presets.ts';
import { survey } from './survey.ts';
import { storage } from './storage.ts';
import { team } from './team.ts';
import { timeline } from './timeline.ts';
import { welcome } from './welcome.ts';

export const english = {
  actions,
  alerts,
  audit,
  automation,
  backups,
  calendar,
  changedMeanwhile,
  chatbot,
  chatbotSettings,
  common,
  composer,
  computers,
  contact,
  contactFields,
  handling,
  host,
  coverage,
  hours,
  inbox,
  joining,
  logo,
  number,
  ownStatuses,
  password,
  people,
  presence,
  quickReplies,
  reports,
  rescue,
  routing,
  rules,
  secondStep,
  selection,
  sending,
  settings,
  settingsFile,
  snoozePresets,
  survey,
  storage,
  team,
  timeline,
  welcome,
};

/** The shape that another language's messages have to have. */
export type Messages = typeof english;
