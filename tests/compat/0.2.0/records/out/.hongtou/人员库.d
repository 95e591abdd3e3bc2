# hongtou 1
# settings fonts=free SOURCE_DATE_EPOCH=- as-of=2026-09-19 program=/usr/local/bin/hongtou data=/usr/local/share/hongtou
# begun 1796050187.682088697
# warnings 0
# pages 0
# origin ./人员库.xml
# nothing
# file 638 1796050187.524149834 ./人员库.xml
# file 2897752 1796050161.019923873 /usr/local/bin/hongtou
# file - hongtou.conf
# file - /srv/0.2.0/hongtou.conf
# file - /srv/hongtou.conf
# file - /hongtou.conf
# file - /root/.config/hongtou/hongtou.conf
# file - /etc/hongtou/hongtou.conf
# end
