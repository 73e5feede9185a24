CREATE TABLE `coverage` (
	`second_step` text NOT NULL,
	`day` integer NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`second_step`, `day`)
);
--> statement-breakpoint
CREATE TABLE `daily_events` (
	`day` integer NOT NULL,
	`type` text NOT NULL,
	`method` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`day`, `type`, `method`)
);
--> statement-breakpoint
CREATE TABLE `user_names` (
	`user_id` text NOT NULL,
	`words` text NOT NULL,
	PRIMARY KEY(`user_id`, `words`)
);
--> statement-breakpoint
CREATE INDEX `user_names_words` ON `user_names` (`words`,`user_id`);--> statement-breakpoint
ALTER TABLE `factors` ADD `locked_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `factors` ADD `preferred` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `name` text;--> statement-breakpoint
ALTER TABLE `users` ADD `second_step` text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `locked_until` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `last_sign_in_at` integer;--> statement-breakpoint
ALTER TABLE `users` ADD `active_at` integer GENERATED ALWAYS AS (coalesce(last_sign_in_at, created_at)) VIRTUAL;--> statement-breakpoint
ALTER TABLE `users` ADD `remembered_devices` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `users_second_step` ON `users` (`second_step`,`email_canonical`);--> statement-breakpoint
CREATE INDEX `users_weak` ON `users` (`email_canonical`) WHERE second_step NOT IN ('none', 'passkey');--> statement-breakpoint
CREATE INDEX `users_codes_low` ON `users` (`email_canonical`) WHERE two_step = 1 AND recovery_codes_left <= 3;--> statement-breakpoint
CREATE INDEX `users_locked` ON `users` (`locked_until`,`id`) WHERE locked_until > 0;--> statement-breakpoint
CREATE INDEX `users_active` ON `users` (`active_at`,`id`);--> statement-breakpoint
CREATE INDEX `roles_role` ON `roles` (`role`,`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`user_id`,`expires_at`);--> statement-breakpoint
UPDATE `users` SET
	`second_step` = coalesce((SELECT `method` FROM `factors` WHERE `user_id` = `users`.`id` AND `state` = 'active' AND `method` IN ('passkey', 'push', 'totp') ORDER BY `method` = 'passkey' DESC, `method` = 'push' DESC LIMIT 1), 'none'),
	`last_sign_in_at` = (SELECT max(`created_at`) FROM `sessions` WHERE `user_id` = `users`.`id` AND `stage` = 'full');--> statement-breakpoint
INSERT INTO `coverage` SELECT `second_step`, unixepoch() / 86400, count(*) FROM `users` GROUP BY `second_step`;--> statement-breakpoint
INSERT INTO `daily_events` SELECT `at` / 86400000, `type`, coalesce(`method`, ''), count(*) FROM `events` WHERE `user_id` <> 'service' GROUP BY 1, 2, 3;
