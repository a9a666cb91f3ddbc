package org.mailguard.config;

/**
 * What one line of a configuration says, as a value. Each record has exactly one {@link Statement}.
 */
sealed interface Setting permits AccessSetting, AddressSetting, InspectionSetting, SystemSetting {}
