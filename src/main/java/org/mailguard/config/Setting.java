package org.mailguard.config;

/**
 * What one line of a configuration says, as a value. Each record is written by one {@link
 * Statement}.
 */
sealed interface Setting
    permits AccessSetting,
        AddressSetting,
        InspectionSetting,
        MapSetting,
        ObjectSetting,
        OperatorSetting,
        SystemSetting {}
